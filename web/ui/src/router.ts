import { createRouter, createWebHistory } from 'vue-router';
import { readSession } from './accounts/session';
import { whenSignedOut } from './http/request';
import { isInHand } from './phones/hand';
import { volunteeringRoutes } from './volunteering/routes';

declare module 'vue-router' {
  interface RouteMeta {
    look: 'wall' | 'work';
  }
}

const wall = () => import('./walls/WallPage.vue');
const notice = () => import('./tickets/assigned/NoticePage.vue');

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: () => import('./home/HomePage.vue'), meta: { look: 'work' } },
    { path: '/acceptance', component: () => import('./acceptance/AcceptancePage.vue'), meta: { look: 'work' } },
    { path: '/account', component: () => import('./accounts/AccountPage.vue'), meta: { look: 'work' } },
    { path: '/sign-in', component: () => import('./accounts/SignInPage.vue'), meta: { look: 'work' } },
    {
      path: '/first-administrator',
      component: () => import('./accounts/FirstAdministratorPage.vue'),
      meta: { look: 'work' },
    },
    { path: '/alerts', component: () => import('./alerts/AlertsPage.vue'), meta: { look: 'work' } },
    { path: '/hotline', component: () => import('./tickets/HotlinePage.vue'), meta: { look: 'work' } },
    { path: '/supervisions', component: () => import('./supervisions/SupervisionsPage.vue'), meta: { look: 'work' } },
    {
      path: '/supervisions/new',
      component: () => import('./supervisions/NewOrderPage.vue'),
      meta: { look: 'work' },
    },
    {
      path: '/supervisions/since',
      component: () => import('./supervisions/SincePage.vue'),
      meta: { look: 'work' },
    },
    {
      path: '/supervisions/:id',
      component: () => import('./supervisions/OrderPage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    { path: '/coordinations', component: () => import('./coordinations/MattersPage.vue'), meta: { look: 'work' } },
    {
      path: '/coordinations/:id',
      component: () => import('./coordinations/MatterPage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    {
      path: '/assigned-tickets',
      component: () => import('./tickets/assigned/AssignedPage.vue'),
      meta: { look: 'work' },
    },
    {
      path: '/assigned-tickets/:id',
      component: () => import('./tickets/assigned/TicketPage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    {
      path: '/assigned-tickets/:id/notice',
      component: notice,
      props: ({ params }) => ({ id: params['id'], of: 'unit' }),
      meta: { look: 'work' },
    },
    {
      path: '/hotline/tickets/:id/notice',
      component: notice,
      props: ({ params }) => ({ id: params['id'], of: 'hotline' }),
      meta: { look: 'work' },
    },
    { path: '/hotline/city', component: () => import('./tickets/city/CityPage.vue'), meta: { look: 'work' } },
    {
      path: '/hotline/oversight',
      component: () => import('./tickets/oversight/OversightPage.vue'),
      meta: { look: 'work' },
    },
    { path: '/hotline/rates', component: () => import('./tickets/rates/RatesPage.vue'), meta: { look: 'work' } },
    { path: '/audit', component: () => import('./audit/AuditPage.vue'), meta: { look: 'work' } },
    {
      path: '/living-circles',
      component: () => import('./living-circles/LivingCirclesPage.vue'),
      meta: { look: 'work' },
    },
    { path: '/delivery', component: () => import('./delivery/DeliveryPage.vue'), meta: { look: 'work' } },
    {
      path: '/lines/:id/allocation',
      component: () => import('./plans/AllocationPage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    {
      path: '/lines/:id/standard',
      component: () => import('./standards/StandardPage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    { path: '/duties', component: () => import('./duties/DutiesPage.vue'), meta: { look: 'work' } },
    { path: '/imports', component: () => import('./imports/ImportsPage.vue'), meta: { look: 'work' } },
    { path: '/invitation', component: () => import('./accounts/InvitationPage.vue'), meta: { look: 'work' } },
    { path: '/enrol', component: () => import('./phones/EnrolPage.vue'), meta: { look: 'work' } },
    ...volunteeringRoutes,
    { path: '/brief', component: () => import('./leaders/BriefPage.vue'), meta: { look: 'work' } },
    { path: '/leader', component: () => import('./leaders/LeaderPage.vue'), meta: { look: 'work' } },
    {
      path: '/field/inspections',
      component: () => import('./acceptance/site/InspectionsPage.vue'),
      meta: { look: 'work' },
    },
    {
      path: '/field/inspections/:facility',
      component: () => import('./acceptance/site/InspectionPage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    { path: '/people', component: () => import('./accounts/people/PeoplePage.vue'), meta: { look: 'work' } },
    { path: '/plan', component: () => import('./plans/PlanPage.vue'), meta: { look: 'work' } },
    { path: '/rights', component: () => import('./rights/RightsPage.vue'), meta: { look: 'work' } },
    {
      path: '/evidence/:place',
      component: () => import('./evidence/EvidencePage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    {
      path: '/service-points',
      component: () => import('./service-points/DirectoryPage.vue'),
      meta: { look: 'work' },
    },
    { path: '/service-points/new', component: () => import('./service-points/NewPage.vue'), meta: { look: 'work' } },
    {
      path: '/service-points/street',
      component: () => import('./service-points/StreetPage.vue'),
      meta: { look: 'work' },
    },
    { path: '/service-points/due', component: () => import('./service-points/DuePage.vue'), meta: { look: 'work' } },
    {
      path: '/service-points/queue',
      component: () => import('./service-points/QueuePage.vue'),
      meta: { look: 'work' },
    },
    {
      path: '/service-points/checks',
      component: () => import('./point-checks/ChecksPage.vue'),
      meta: { look: 'work' },
    },
    {
      path: '/service-points/checks/:id',
      component: () => import('./point-checks/CheckPage.vue'),
      meta: { look: 'work' },
    },
    {
      path: '/service-points/:id',
      component: () => import('./service-points/PointPage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    { path: '/screens', component: () => import('./screens/ScreensPage.vue'), meta: { look: 'work' } },
    { path: '/search/unmet', component: () => import('./search/UnmetPage.vue'), meta: { look: 'work' } },
    { path: '/streets', component: () => import('./streets/WorkbenchPage.vue'), meta: { look: 'work' } },
    {
      path: '/streets/:id',
      component: () => import('./streets/WorkbenchPage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    { path: '/subjects', component: () => import('./subjects/SubjectsPage.vue'), meta: { look: 'work' } },
    {
      path: '/targets/:place/:line',
      component: () => import('./targets/TargetPage.vue'),
      props: true,
      meta: { look: 'work' },
    },
    { path: '/team', component: () => import('./phones/TeamPage.vue'), meta: { look: 'work' } },
    { path: '/wall', component: wall, props: { place: null }, meta: { look: 'wall' } },
    { path: '/wall/:place', component: wall, props: true, meta: { look: 'wall' } },
    { path: '/:rest(.*)*', component: () => import('./home/NoPage.vue'), meta: { look: 'work' } },
  ],
});

// A wall says itself that it is not let in; whoever has still to set up a second factor is led there.
whenSignedOut(() => {
  const { path, fullPath, meta } = router.currentRoute.value;
  if (meta.look !== 'work' || ['/first-administrator', '/invitation', '/sign-in'].includes(path)) return;
  // Pages in a hand hold what was not sent, and ask themselves.
  if (isInHand(path)) return;
  const lead = (to: string) => {
    if (router.currentRoute.value.path === path) void router.push({ path: to, query: { to: fullPath } });
  };
  readSession().then(
    (session) => (session.needsSecondFactor ? path !== '/account' && lead('/account') : lead('/sign-in')),
    () => lead('/sign-in'),
  );
});

router.beforeResolve((to) => {
  document.documentElement.dataset['look'] = to.meta.look;
});
