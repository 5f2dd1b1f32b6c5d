import type { RouteRecordRaw } from 'vue-router';
import { recordRoutes } from '../service-records/routes';

const work = { look: 'work' } as const;
const log = () => import('./LogPage.vue');

/** 志愿服务: pages of volunteers, and of what is made of their activities. */
export const volunteeringRoutes: RouteRecordRaw[] = [
  { path: '/field', component: () => import('./FieldPage.vue'), meta: work },
  { path: '/field/log', component: log, props: { id: null }, meta: work },
  { path: '/field/log/:id', component: log, props: true, meta: work },
  { path: '/field/lock', component: () => import('../locks/LockPage.vue'), meta: work },
  { path: '/field/records', component: () => import('./RecordsPage.vue'), meta: work },
  { path: '/field/records/:id', component: () => import('./RecordPage.vue'), props: true, meta: work },
  { path: '/field/review', component: () => import('./review/ReviewPage.vue'), meta: work },
  { path: '/volunteers', component: () => import('./desk/VolunteersPage.vue'), meta: work },
  ...recordRoutes,
];
