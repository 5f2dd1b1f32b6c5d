import type { RouteRecordRaw } from 'vue-router';

const work = { look: 'work' } as const;

/** 服务记录证明: a volunteer's own, those that are issued, and what anybody verifies. */
export const recordRoutes: RouteRecordRaw[] = [
  { path: '/field/service', component: () => import('./OwnServicePage.vue'), meta: work },
  { path: '/service-records', component: () => import('./RecordsPage.vue'), meta: work },
  { path: '/service-records/:id', component: () => import('./RecordPage.vue'), props: true, meta: work },
  { path: '/verify/:code?', component: () => import('./VerifyPage.vue'), props: true, meta: work },
];
