import { describe, expect, test } from '@jest/globals';
import { readNotice, toggleHoliday } from './notice-text.ts';

const notice = `国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
七、国庆节：9月30日（周三）至10月7日（周三）放假调休，共8天。9月20日（周日）、10月10日（周六）上班。`;

describe('the text of a holiday notice', () => {
  test('gives its year, its number, its holidays and the weekend days that are worked', () => {
    expect(readNotice(notice, 2030)).toEqual({
      year: 2026, source: '国办发明电〔2025〕7号',
      holidays: [
        { name: '元旦', from: '2026-01-01', to: '2026-01-03' }, { name: '春节', from: '2026-02-15', to: '2026-02-23' },
        { name: '清明节', from: '2026-04-04', to: '2026-04-06' }, { name: '国庆节', from: '2026-09-30', to: '2026-10-07' },
      ],
      workedWeekendDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'],
    });
  });

  test('a single day off is one day; without a year in the text the given one holds', () => {
    expect(readNotice('一、元旦：1月1日放假1天。', 2027)).toEqual({ year: null, source: null, holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-01' }], workedWeekendDays: [] });
  });

  test('what is no date is left out', () => {
    expect(readNotice('一、元旦：2月30日至31日放假。今天天气好，明天上班。', 2027)).toMatchObject({ holidays: [], workedWeekendDays: [] });
  });
});

describe('a day clicked', () => {
  const spring = { name: '春节', from: '2027-02-05', to: '2027-02-08' };

  test('joins the holiday beside it', () => {
    expect(toggleHoliday([spring], '2027-02-09', '放假')).toEqual([{ ...spring, to: '2027-02-09' }]);
  });

  test('in the middle of a holiday is worked again: two holidays are left', () => {
    expect(toggleHoliday([spring], '2027-02-06', '放假')).toEqual([{ ...spring, to: '2027-02-05' }, { ...spring, from: '2027-02-07' }]);
  });

  test('between two holidays makes them one', () => {
    expect(toggleHoliday([{ ...spring, to: '2027-02-05' }, { ...spring, from: '2027-02-07' }], '2027-02-06', '放假')).toEqual([spring]);
  });

  test('alone begins a holiday of its own', () => {
    expect(toggleHoliday([spring], '2027-05-03', '放假')).toEqual([spring, { name: '放假', from: '2027-05-03', to: '2027-05-03' }]);
  });
});
