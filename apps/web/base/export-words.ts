export const exportWords = {
  toExcel: { zh: '导出 Excel', en: 'Export to Excel' },
  reading: { zh: '已读取{n}行…', en: '{n} rows read…' },
  done: { zh: '已导出{n}行', en: '{n} rows exported' },
  cut: { zh: '只导出了前{n}行。请先筛选，再分次导出。', en: 'Only the first {n} rows were exported. Filter the list and export the parts.' },
  failed: { zh: '没有导出：{why}', en: 'Not exported: {why}' },
};
