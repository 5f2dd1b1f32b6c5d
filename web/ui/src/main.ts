import { createApp } from 'vue';
import App from './App.vue';
import { readyWords, startLanguages, startLocale } from './languages/language';
import { isInHand } from './phones/hand';
import { router } from './router';
import './styles/tokens.css';
import './styles/base.css';
import './styles/work.css';

const reach = (path: string) => (isInHand(path) ? 'hand' : 'all');

const languages = await startLanguages(startLocale(), reach(location.pathname));
router.beforeEach((to) => readyWords(reach(to.path), languages));
createApp(App).use(languages).use(router).mount('#app');
