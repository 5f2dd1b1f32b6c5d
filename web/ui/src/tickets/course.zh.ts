/** Of what became of a ticket, and how its clocks stand. */
export const courseZh = {
  changed: {
    classification: '改类别和紧急程度：{before} → {after}',
    category: '改类别：{before} → {after}',
    urgency: '改紧急程度：{before} → {after}',
    target: '改对象：{before} → {after}',
    linked: '并入工单 {number}',
    adopted: '工单 {number} 并入本单',
    reopened: '重办，第 {n} 次办理',
    resumed: '恢复办理',
    urged: '催办',
    taken: '领办',
    letGo: '放回',
    ranOut: '超时：{clock}',
    open: '打开',
  },
  /** What a ticket's clock stands at: late is one word for all of them. */
  mark: {
    missed: '办结超时',
    behind: '超时',
    atRisk: '预警',
    onTrack: '正常',
    nothingDue: '不计时',
    otherLate: '其他超时',
  },
};
