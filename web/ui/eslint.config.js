import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import typescript from 'typescript-eslint';

export default typescript.config(
  // What is generated is nobody's to read.
  { ignores: ['node_modules/', 'src/http/api.ts'] },
  ...typescript.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: { 'vue/require-default-prop': 'off', 'vue/block-lang': ['error', { script: { lang: 'ts' } }] },
  },
  {
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  // The screenshot script talks to a person, and the made-up pictures are long.
  { files: ['fixtures/**'], rules: { 'no-console': 'off', 'max-lines': 'off' } },
  prettier,
);
