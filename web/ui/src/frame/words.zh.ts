export const frameZh = {
  sections: '栏目',
  skip: '跳到正文',
  audit: '审计',
  duties: '责任人',
  imports: '导入导出',
  people: '人员与权限',
  plan: '方案',
  points: '服务点',
  rights: '权限一览',
  screens: '大屏',
  subjects: '个人信息',
  team: '志愿者队伍',
};
