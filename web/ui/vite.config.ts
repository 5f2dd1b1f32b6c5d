import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { fieldWorker } from './fieldWorker';

const server = process.env['CIRCLE_SERVER'] ?? 'http://localhost:5080';

export default defineConfig({
  plugins: [vue(), fieldWorker()],
  define: {
    // The options API and vue-i18n's legacy mode are not used; leaving them out saves about 10 KB.
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/hubs', '/health', '/openapi', '/scalar'].map((path) => [
        path,
        { target: server, ws: path === '/hubs' },
      ]),
    ),
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
