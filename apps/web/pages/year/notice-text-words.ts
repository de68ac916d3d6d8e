/** How the official holiday notice is written, as far as dates are read from it. */
export const noticeText = {
  section: /(?:^|[\s。])(?:[一二三四五六七八九十]{1,3})、/u,
  name: /^\s*([^：:，。\d]{1,12})[：:]/u,
  /** Weekdays and lunar dates in brackets. */
  aside: /[（(][^）)]*[）)]/gu,
  holiday: /(\d{1,2})月(\d{1,2})日(?:\s*(?:至|到|—|-|~)\s*(?:(\d{1,2})月)?(\d{1,2})日)?[^。；]{0,6}放假/u,
  worked: /([^。；]*)上班/gu,
  day: /(\d{1,2})月(\d{1,2})日/gu,
  year: /(\d{4})年/u,
  number: /国办发明电\s*〔\d{4}〕\s*\d+\s*号/u,
};
