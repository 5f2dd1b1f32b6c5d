export const frameZh = {
  sections: '栏目',
  people: '人员与权限',
  plan: '方案',
  team: '志愿者队伍',
};
