import { acceptanceEn } from '../acceptance/words.en';
import { alertsEn } from '../alerts/words.en';
import { auditEn } from '../audit/words.en';
import { dutiesEn } from '../duties/words.en';
import { evidenceEn } from '../evidence/words.en';
import { homeEn } from '../home/words.en';
import { importsEn } from '../imports/words.en';
import { leadersEn } from '../leaders/words.en';
import { circlesEn } from '../living-circles/words.en';
import { checksEn } from '../point-checks/words.en';
import { allocationEn } from '../plans/allocation.en';
import { plansEn } from '../plans/words.en';
import { rehearsalEn } from '../rehearsal/words.en';
import { rightsEn } from '../rights/words.en';
import { screensEn } from '../screens/words.en';
import { searchEn } from '../search/words.en';
import { streetsEn } from '../streets/words.en';
import { standardsEn } from '../standards/words.en';
import { subjectsEn } from '../subjects/words.en';
import { supervisionsEn } from '../supervisions/words.en';
import { targetsEn } from '../targets/words.en';
import { assignedEn } from '../tickets/assigned/words.en';
import { cityEn } from '../tickets/city/words.en';
import { oversightEn } from '../tickets/oversight/words.en';
import { ratesEn } from '../tickets/rates/words.en';
import { coordinationsEn } from '../coordinations/words.en';
import { deliveryEn } from '../delivery/words.en';
import { ticketsEn } from '../tickets/words.en';
import { volunteersEn } from '../volunteering/desk/words.en';
import { nearEn } from '../walls/near/words.en';
import { tasksEn } from '../walls/tasks.en';
import { handEn } from './hand.en';
import type { Dictionary } from './zh';

export const en: Dictionary = {
  ...handEn,
  audit: auditEn,
  duties: dutiesEn,
  rights: rightsEn,
  ring: {
    government: 'Gov',
    living: 'Living',
    health: 'Health',
    culture: 'Culture',
    welfare: 'Welfare',
    security: 'Security',
  },
  header: {
    rehearsal: 'Rehearsal ×{speed}',
    paused: 'Rehearsal paused',
    starting: 'Rehearsal starting',
    asOf: 'As of {time}',
    reporting: { street: '{reporting}/{of} streets', community: '{reporting}/{of} communities' },
    missing: 'not {names}',
    missingMore: 'not {name} and others ({n})',
  },
  banner: {
    kept: 'Counting anew; this is the picture of {time}',
    lost: 'Server lost for {seconds} s, picture of {time}',
    lostMinutes: 'Server lost for {minutes} min, picture of {time}',
    never: 'No server for {seconds} s, still trying',
    spoken: 'Server lost, picture of {time}',
    spokenNever: 'No server yet, still trying',
  },
  headline: {
    label: 'Summary',
    owed: 'items overdue',
    none: 'nothing overdue',
    waiting: '{n} await acceptance',
    more: '+{n} in a day',
    less: '−{n} in a day',
    equal: 'same as yesterday',
    unconfirmed: 'baselines open',
    unconfirmedNote: 'Nothing is owed until confirmed',
    children: { street: '/ {n} street | / {n} streets', community: '/ {n} community | / {n} communities' },
    childrenBehind: 'behind',
    childrenNone: 'none behind',
    childrenNoneDue: 'nothing due',
    ownDebt: 'owed by itself',
    childrenUnknown: 'after confirmation',
    noChildren: 'no places below',
    accepted: 'passed today',
    week: '{n} this week',
    lastWeek: '{n} last',
    daysTo: 'days to {date}',
    todayTo: 'to {date}',
    dueNow: 'Today',
    missing: '{n} more due',
    complete: 'all done',
    pace: 'expected {date}',
    few: 'too few to forecast',
    noNext: 'No step ahead',
    nextUnknown: 'after baselines are confirmed',
    noNextNote: 'every step has fallen due',
  },
  places: {
    title: { street: 'Streets', community: 'Communities', none: 'Places below' },
    order: 'behind / due, by share',
    circles: 'in which circle',
    unheard: 'not heard',
    more: '+{n} more',
    foot: {
      behind: { street: '{n} more behind', community: '{n} more behind' },
      onTrack: {
        street: '{n} street not behind | {n} streets not behind',
        community: '{n} community not behind | {n} communities not behind',
      },
      noData: { street: '{n} without data', community: '{n} without data' },
      baselineUnconfirmed: { street: '{n} unconfirmed', community: '{n} unconfirmed' },
      nothingDue: { street: '{n} with nothing due', community: '{n} with nothing due' },
    },
    named: '{names} {status}',
    clear: { street: 'No street is behind', community: 'No community is behind' },
    clearNote: 'Everything due is done; what falls behind will be ranked here',
    own: '{n} owed by itself, see the tasks',
    unconfirmed: '{n} baseline unconfirmed | {n} baselines unconfirmed',
    unconfirmedNote: 'Nobody has confirmed yet what existed before; streets are ranked after that',
    childless: 'No places below this one',
    childlessNote: 'They are ranked here once they report',
  },
  tasks: tasksEn,
  near: nearEn,
  today: {
    title: 'Today',
    registered: 'new',
    progressed: 'moved',
    completed: 'done',
    accepted: 'passed',
    returned: 'back',
    hotline: 'Hotline',
    volunteers: 'Teams',
    activities: 'events',
    hotlineFeed: 'by call intake',
    calls: { today: 'taken', open: 'open', overdue: 'late' },
    volunteersFeed: 'by activity log',
    steps: 'Due',
    noSteps: 'no step ahead',
  },
  wall: {
    loading: 'Loading',
    unknown: 'There is no such place',
    unknownNote: 'Region {place} of the address is not on the roster: check it, or go to the district wall',
    toDistrict: 'District wall',
    nothing: 'No plan and no roster yet',
    nothingNote: 'Once they are imported this page shows them by itself',
  },
  home: homeEn,
  rehearsal: rehearsalEn,
  plans: plansEn,
  screens: screensEn,
  subjects: subjectsEn,
  evidence: evidenceEn,
  circles: circlesEn,
  checks: checksEn,
  search: searchEn,
  imports: importsEn,
  alerts: alertsEn,
  supervisions: supervisionsEn,
  streets: streetsEn,
  targets: targetsEn,
  assigned: assignedEn,
  city: cityEn,
  oversight: oversightEn,
  rates: ratesEn,
  leaders: leadersEn,
  coordinations: coordinationsEn,
  delivery: deliveryEn,
  acceptance: acceptanceEn,
  standards: standardsEn,
  allocation: allocationEn,
  tickets: ticketsEn,
  volunteers: volunteersEn,
};
