import { ownZh } from './own.zh';

export const accountsZh = {
  signIn: '登录',
  signOut: '退出',
  name: '用户名',
  password: '口令',
  code: '验证器上的 6 位验证码，或恢复码',
  displayName: '姓名或称呼',
  unreachable: '服务没有应答，请稍后再试',
  demonstration: '演练账号',
  demonstrationNote: '演练里的数据都是模拟的，点一个身份就能进入。',
  enterAs: '以{who}身份进入',
  first: '开通首位管理员',
  firstNote: '这个账号属于区长效办：管理方案、验收和其他账号。链接只能用一次。',
  firstOpen: '开通账号',
  firstDone: '账号已开通，请登录。',
  passwordNote: '至少 8 个字符，长比复杂更好；不要用常见口令或自己的名字。',
  passkey: '用通行密钥登录',
  passkeyDeclined: '没有完成：您取消了，或这台设备上没有本站的通行密钥。',
  external: '用{name}登录',
  externalFailed: '统一身份认证没有完成，请再试一次或用口令登录。',
  own: ownZh,
};
