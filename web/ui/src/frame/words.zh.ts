export const frameZh = {
  sections: '栏目',
  plan: '方案',
  rights: '权限',
};
