export const frameZh = {
  sections: '栏目',
  audit: '审计',
  plan: '方案',
};
