import type { Basis, PolicyPack } from '../../contracts/policy.ts';
import type { BasisText } from '../call/call.ts';

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

const places = ['', '十', '百', '千'];

/** 27 → 二十七, as articles are cited on paper; below 10,000. */
export function chineseNumber(n: number): string {
  if (n === 0) return digits[0] ?? '';
  const written = [...String(n)].reverse().map((digit, place) => (digit === '0' ? '零' : `${digits[Number(digit)]}${places[place]}`));
  const text = written.reverse().join('').replace(/零+/g, '零').replace(/零$/, '');
  return n >= 10 && n < 20 ? text.slice(1) : text;
}

/**
 * A basis as people read it: 《…实施方案》第二十七条第7项（M27(7)）, a document by its number, or the setting and who set it.
 *
 * @throws RangeError when the source is not in the pack; the checker refuses such a pack
 */
export function basisText(pack: Pick<PolicyPack, 'sources'>, basis: Basis): BasisText {
  if ('article' in basis) {
    const [, id = '', article = '', item] = /^([A-Z]+)(\d+)(?:\((\d+)\))?$/.exec(basis.article) ?? [];
    const source = pack.sources.find((one) => one.id === id);
    if (!source) throw new RangeError(`unknown source in ${basis.article}`);
    const number = chineseNumber(Number(article));
    const place = source.numbering === 'heading' ? `（${number}）` : `第${number}条`;
    const note = basis.note ? `，${basis.note}` : '';
    return {
      zh: `《${source.title}》${place}${item ? `第${item}项` : ''}（${basis.article}）${note}`,
      en: `${source.title}, article ${article}${item ? ` (${item})` : ''} (${basis.article})${basis.note ? `, ${basis.note}` : ''}`,
    };
  }
  if ('document' in basis) return { zh: `${basis.document}${basis.note ? `，${basis.note}` : ''}`, en: `${basis.document}${basis.note ? `, ${basis.note}` : ''}` };
  return { zh: `设定：${basis.setting}`, en: `Setting: ${basis.setting}` };
}
