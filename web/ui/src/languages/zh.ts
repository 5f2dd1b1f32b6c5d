import { acceptanceZh } from '../acceptance/words.zh';
import { alertsZh } from '../alerts/words.zh';
import { auditZh } from '../audit/words.zh';
import { dutiesZh } from '../duties/words.zh';
import { evidenceZh } from '../evidence/words.zh';
import { homeZh } from '../home/words.zh';
import { importsZh } from '../imports/words.zh';
import { leadersZh } from '../leaders/words.zh';
import { circlesZh } from '../living-circles/words.zh';
import { checksZh } from '../point-checks/words.zh';
import { allocationZh } from '../plans/allocation.zh';
import { plansZh } from '../plans/words.zh';
import { rehearsalZh } from '../rehearsal/words.zh';
import { rightsZh } from '../rights/words.zh';
import { screensZh } from '../screens/words.zh';
import { searchZh } from '../search/words.zh';
import { streetsZh } from '../streets/words.zh';
import { standardsZh } from '../standards/words.zh';
import { subjectsZh } from '../subjects/words.zh';
import { supervisionsZh } from '../supervisions/words.zh';
import { targetsZh } from '../targets/words.zh';
import { assignedZh } from '../tickets/assigned/words.zh';
import { cityZh } from '../tickets/city/words.zh';
import { oversightZh } from '../tickets/oversight/words.zh';
import { ratesZh } from '../tickets/rates/words.zh';
import { coordinationsZh } from '../coordinations/words.zh';
import { deliveryZh } from '../delivery/words.zh';
import { ticketsZh } from '../tickets/words.zh';
import { volunteersZh } from '../volunteering/desk/words.zh';
import { nearZh } from '../walls/near/words.zh';
import { tasksZh } from '../walls/tasks.zh';
import { handZh, type Shape } from './hand.zh';

export const zh = {
  ...handZh,
  audit: auditZh,
  duties: dutiesZh,
  rights: rightsZh,
  ring: {
    government: '政务',
    living: '生活',
    health: '卫生',
    culture: '文教',
    welfare: '公益',
    security: '治安',
  },
  header: {
    rehearsal: '演练 ×{speed}',
    paused: '演练 已暂停',
    starting: '演练 准备中',
    asOf: '数据截至 {time}',
    reporting: { street: '{reporting}/{of} 街道已接通', community: '{reporting}/{of} 社区已接通' },
    missing: '缺 {names}',
    missingMore: '缺 {name} 等 {n} 个',
  },
  banner: {
    kept: '正在重新汇总，先看 {time} 的画面',
    lost: '与服务器失去联系 {seconds} 秒，画面停在 {time}',
    lostMinutes: '与服务器失去联系 {minutes} 分钟，画面停在 {time}',
    never: '尚未连上服务器，已等 {seconds} 秒，仍在重试',
    spoken: '与服务器失去联系，画面停在 {time}',
    spokenNever: '尚未连上服务器，仍在重试',
  },
  headline: {
    label: '总况',
    owed: '项到期未完成',
    none: '没有到期未完成的项目',
    waiting: '另有 {n} 项已报送待验收',
    more: '比昨天 +{n}',
    less: '比昨天 −{n}',
    equal: '与昨天持平',
    unconfirmed: '条基线未确认',
    unconfirmedNote: '确认前不计欠项，不标滞后',
    children: { street: '/ {n} 个街道', community: '/ {n} 个社区' },
    childrenBehind: '有滞后项',
    childrenNone: '都没有滞后项',
    childrenNoneDue: '无到期任务',
    ownDebt: '欠项在本级',
    childrenUnknown: '基线确认后计算',
    noChildren: '本级没有下辖单位',
    accepted: '今日验收',
    week: '本周 {n} 项',
    lastWeek: '上周 {n} 项',
    daysTo: '天后到 {date}',
    todayTo: '到 {date}',
    dueNow: '今天',
    missing: '再到期 {n} 项',
    complete: '已全部完成',
    pace: '预计 {date}',
    few: '样本少，暂不预测',
    noNext: '无后续节点',
    nextUnknown: '基线确认后列出节点',
    noNextNote: '计划的节点都已到期',
  },
  places: {
    title: { street: '街道', community: '社区', none: '下辖单位' },
    order: '滞后项 / 应完成，按占比排序',
    circles: '滞后在哪个圈',
    unheard: '未接通',
    more: '另 {n} 圈',
    foot: {
      behind: { street: '另有 {n} 个街道滞后', community: '另有 {n} 个社区滞后' },
      onTrack: { street: '{n} 个街道无滞后', community: '{n} 个社区无滞后' },
      noData: { street: '{n} 个街道未报送', community: '{n} 个社区未报送' },
      baselineUnconfirmed: { street: '{n} 个街道基线未确认', community: '{n} 个社区基线未确认' },
      nothingDue: { street: '{n} 个街道无到期任务', community: '{n} 个社区无到期任务' },
    },
    named: '{names} {status}',
    clear: { street: '各街道都没有滞后项', community: '各社区都没有滞后项' },
    clearNote: '出现滞后时在这里按占比排序',
    own: '本级欠 {n} 项，见右侧任务',
    unconfirmed: '{n} 条基线未确认',
    unconfirmedNote: '开工前的存量还没有人确认，确认后在这里列出滞后项',
    childless: '本级没有下辖单位',
    childlessNote: '有下级报送后，在这里排序',
  },
  tasks: tasksZh,
  near: nearZh,
  today: {
    title: '今天',
    registered: '登记',
    progressed: '进展',
    completed: '报竣',
    accepted: '验收',
    returned: '退回',
    hotline: '热线',
    volunteers: '志愿',
    activities: '活动',
    hotlineFeed: '有人来电时显示',
    calls: { today: '受理', open: '在办', overdue: '超时' },
    volunteersFeed: '队伍登记活动后显示',
    steps: '节点',
    noSteps: '没有后续节点',
  },
  wall: {
    loading: '正在取数据',
    unknown: '没有这个地方',
    unknownNote: '地址里的区域 {place} 不在名册中，请核对地址，或回到全区大屏',
    toDistrict: '全区大屏',
    nothing: '还没有方案和名册',
    nothingNote: '导入后本页自动显示，不用刷新',
  },
  home: homeZh,
  rehearsal: rehearsalZh,
  plans: plansZh,
  screens: screensZh,
  subjects: subjectsZh,
  evidence: evidenceZh,
  circles: circlesZh,
  checks: checksZh,
  search: searchZh,
  imports: importsZh,
  alerts: alertsZh,
  supervisions: supervisionsZh,
  streets: streetsZh,
  targets: targetsZh,
  assigned: assignedZh,
  city: cityZh,
  oversight: oversightZh,
  rates: ratesZh,
  leaders: leadersZh,
  coordinations: coordinationsZh,
  delivery: deliveryZh,
  acceptance: acceptanceZh,
  standards: standardsZh,
  allocation: allocationZh,
  tickets: ticketsZh,
  volunteers: volunteersZh,
};

export type { Shape };

export type Dictionary = Shape<typeof zh>;
