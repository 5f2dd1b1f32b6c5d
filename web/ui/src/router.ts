import { createRouter, createWebHistory } from 'vue-router';
import { whenSignedOut } from './http/request';

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
    { path: '/sign-in', component: () => import('./accounts/SignInPage.vue'), meta: { look: 'work' } },
    {
      path: '/first-administrator',
      component: () => import('./accounts/FirstAdministratorPage.vue'),
      meta: { look: 'work' },
    },
    { path: '/plan', component: () => import('./plans/PlanPage.vue'), meta: { look: 'work' } },
    { path: '/rights', component: () => import('./rights/RightsPage.vue'), meta: { look: 'work' } },
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

// A wall says itself that it is not let in.
whenSignedOut(() => {
  const { path, fullPath, meta } = router.currentRoute.value;
  if (meta.look === 'work' && path !== '/sign-in' && path !== '/first-administrator')
    void router.push({ path: '/sign-in', query: { to: fullPath } });
});

router.beforeResolve((to) => {
  document.documentElement.dataset['look'] = to.meta.look;
});
