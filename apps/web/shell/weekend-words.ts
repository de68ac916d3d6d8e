export const weekendWords = {
  worked: { zh: '（调休上班）', en: ' (a worked weekend day)' },
};
