export const frameZh = {
  sections: '栏目',
  plan: '方案',
  screens: '大屏',
};
