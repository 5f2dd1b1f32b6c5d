import { createApp } from 'vue';
import App from './App.vue';
import { startLanguages, startLocale } from './languages/language';
import { router } from './router';
import './styles/tokens.css';
import './styles/base.css';
import './styles/work.css';

createApp(App)
  .use(await startLanguages(startLocale()))
  .use(router)
  .mount('#app');
