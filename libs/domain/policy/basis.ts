import type { Basis, PolicyPack } from '../../contracts/policy.ts';
import type { BasisText } from '../call/call.ts';

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 27 → 二十七, as articles are cited on paper. */
export function chineseNumber(n: number): string {
  if (n < 10) return digits[n] ?? '';
  if (n < 20) return `十${n % 10 ? digits[n % 10] : ''}`;
  if (n < 100) return `${digits[Math.floor(n / 10)]}十${n % 10 ? digits[n % 10] : ''}`;
  const rest = n % 100;
  return `${digits[Math.floor(n / 100)]}百${rest ? (rest < 10 ? `零${digits[rest]}` : chineseNumber(rest)) : ''}`;
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
    const note = basis.note ? `，${basis.note}` : '';
    return {
      zh: `《${source.title}》第${chineseNumber(Number(article))}条${item ? `第${item}项` : ''}（${basis.article}）${note}`,
      en: `${source.title}, article ${article}${item ? ` (${item})` : ''} (${basis.article})${basis.note ? `, ${basis.note}` : ''}`,
    };
  }
  if ('document' in basis) return { zh: `${basis.document}${basis.note ? `，${basis.note}` : ''}`, en: basis.document };
  return { zh: `设定：${basis.setting}`, en: `Setting: ${basis.setting}` };
}
