export const lineProjectsWords = {
  projects: { zh: '用这笔钱的项目', en: 'Projects that it pays for' },
};
