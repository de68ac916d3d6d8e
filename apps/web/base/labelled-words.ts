export const labelledWords = {
  choose: { zh: '请选择', en: 'Please choose' },
  empty: { zh: '请填写', en: 'Please fill this in' },
  long: { zh: '太长，请写短些', en: 'Too long; please shorten it' },
  invalid: { zh: '请按要求填写', en: 'This is not what is asked for' },
};
