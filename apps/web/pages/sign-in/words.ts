export const signInWords = {
  title: { zh: '登录责任年', en: 'Sign in to Zeren' },
  lead: { zh: '责任书、进展报告、催办与督办，都从“今天要办的事”开始。', en: 'Letters, progress reports, reminders and orders: all begin with what is to be done today.' },
  login: { zh: '用户名', en: 'Login' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录', en: 'Sign in' },
  help: { zh: '忘记密码，请找本级管理员重设。', en: 'If you forgot your password, ask your administrator to set a new one.' },
};
