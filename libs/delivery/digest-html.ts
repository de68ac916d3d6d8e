import type { DigestWords, ItemWords } from './digest-words.ts';
import type { Language } from './words.ts';

const ink = '#1c2126';
const second = '#59626c';
const third = '#666f79';
const line = '#e4e7ea';
const ground = '#f6f7f8';
const paper = '#ffffff';
const act = '#1f4f8f';

const standings = {
  late: { colour: '#b3261e', shape: '■' },
  near: { colour: '#9a6700', shape: '▲' },
  open: { colour: second, shape: '' },
} as const;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const styled = (tag: string, style: string, content: string): string => `<${tag} style="${style}">${content}</${tag}>`;
const block = (style: string, content: string): string => styled('div', style, content);

/** Lateness has a shape beside its colour: it must be readable in grey. */
function whenBlock({ when, standing }: ItemWords): string {
  const { colour, shape } = standings[standing];
  return block(`margin-top:4px;color:${colour}`, escapeHtml(shape === '' ? when : `${shape} ${when}`));
}

function itemBlock(item: ItemWords): string {
  return block(`margin:0 0 12px;padding:16px;background:${paper};border:1px solid ${line};border-radius:12px`, [
    block('font-weight:600', escapeHtml(item.what)),
    whenBlock(item),
    ...item.notes.map((note) => block(`margin-top:4px;color:${ink}`, escapeHtml(note))),
    block(`margin-top:4px;font-size:12.5px;color:${third}`, escapeHtml(item.basis)),
    // 44 px high: it is pressed with a thumb.
    `<a href="${escapeHtml(item.link)}" style="display:inline-block;margin-top:12px;padding:0 16px;line-height:44px;border-radius:8px;background:${act};color:${paper};text-decoration:none">${escapeHtml(item.linkWords)}</a>`,
  ].join(''));
}

/** The band that makes a drill unmistakable. */
const drillBand = (said: DigestWords): string =>
  (said.drill === '' ? '' : block(
    'margin:0 0 16px;padding:8px 12px;border-radius:8px;border:1px dashed #9a6700;background:#fff6de;color:#9a6700;font-weight:600',
    `${escapeHtml(said.drill)} · ${escapeHtml(said.drillTime)}`));

/** The digest as HTML: inline styles and blocks only, one column, no pictures, nothing fetched. */
export function htmlOf(said: DigestWords, language: Language): string {
  const head = [
    drillBand(said),
    block(`font-size:13px;font-weight:600;color:${second}`, escapeHtml([said.campaign, said.label].filter(Boolean).join(' · '))),
    block('margin:12px 0 4px', escapeHtml(said.greeting)),
    block('margin:0 0 16px', escapeHtml(said.opening)),
  ].join('');
  const body = block(`max-width:600px;margin:0 auto;padding:20px 16px;font:15px/1.6 -apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:${ink}`,
    `${head}${said.items.map(itemBlock).join('')}${block(`margin-top:16px;font-size:12.5px;color:${third}`, escapeHtml(said.closing))}`);
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${
    escapeHtml(said.subject)}</title></head><body style="margin:0;background:${ground}">${body}</body></html>`;
}
