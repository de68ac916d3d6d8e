/** What is wrong with a field before it is sent; what the server finds it says itself. */
export const formWords = {
  missing: { zh: '请填写', en: 'Please fill this in' },
  tooLong: { zh: '最多{max}个字', en: 'At most {max} characters' },
  oneLine: { zh: '请写成一行，不要有特殊控制符', en: 'One line, without control characters' },
  notANumber: { zh: '请填数字，最多两位小数', en: 'A number, with at most two decimals' },
  other: { zh: '请核对这一项', en: 'Please check this' },
  cancel: { zh: '先不办', en: 'Not now' },
};
