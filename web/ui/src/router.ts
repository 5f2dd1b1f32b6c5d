import { createRouter, createWebHistory } from 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    look: 'wall' | 'work';
  }
}

const wall = () => import('./walls/WallPage.vue');

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: () => import('./home/HomePage.vue'), meta: { look: 'work' } },
    { path: '/plan', component: () => import('./plans/PlanPage.vue'), meta: { look: 'work' } },
    {
      path: '/evidence/:place',
      component: () => import('./evidence/EvidencePage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    { path: '/wall', component: wall, props: { place: null }, meta: { look: 'wall' } },
    { path: '/wall/:place', component: wall, props: true, meta: { look: 'wall' } },
    { path: '/:rest(.*)*', component: () => import('./home/NoPage.vue'), meta: { look: 'work' } },
  ],
});

router.beforeResolve((to) => {
  document.documentElement.dataset['look'] = to.meta.look;
});
