import { htmlOf } from './digest-html.ts';
import { digestWords } from './digest-words.ts';
import type { DigestFacts, DigestWords } from './digest-words.ts';
import type { Language } from './words.ts';

export interface Digest {
  subject: string;
  text: string;
  html: string;
}

/** One digest: subject, text and HTML. */
export function digestOf(facts: DigestFacts, language: Language = 'zh'): Digest {
  const said = digestWords(facts, language);
  return { subject: said.subject, text: textOf(said, language), html: htmlOf(said, language) };
}

function textOf(said: DigestWords, language: Language): string {
  const head = [language === 'zh' ? `${said.drill ? `【${said.drill}】` : ''}${said.campaign}` : `${said.drill ? `[${said.drill}] ` : ''}${said.campaign}`, said.label, said.drillTime]
    .filter(Boolean);
  const items = said.items.map((item, index) => [
    `${index + 1}. ${item.what}`, ...[item.when, ...item.notes, item.basis, item.link].map((line) => `   ${line}`),
  ].join('\n'));
  return [head.join('\n'), `${said.greeting}\n${said.opening}`, ...items, said.closing].join('\n\n') + '\n';
}
