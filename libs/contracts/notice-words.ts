import type { BasisText } from '../domain/call/call.ts';
import type { Missing } from '../domain/public-notice/standing.ts';

/** What keeps a public notice from counting, said in words. */
export function missingInWords(missing: Missing): BasisText {
  switch (missing.code) {
    case 'noticeTakenDown':
      return { zh: `${missing.facts.on}提前撤下（${missing.facts.reason}），须重新公示`, en: `taken down early on ${missing.facts.on} (${missing.facts.reason}); it has to be posted again` };
    case 'noticeRunning':
      return { zh: `公示到${missing.facts.until}为止，还没有期满`, en: `up until ${missing.facts.until}; its days have not run` };
    case 'noticeUnproved':
      return { zh: '没有张贴的照片或凭据', en: 'nothing shows that it was posted' };
    case 'objectionOpen':
      return { zh: `${missing.facts.on}的异议（${missing.facts.objection}）还没有答复`, en: `the objection of ${missing.facts.on} (${missing.facts.objection}) is not answered` };
  }
}
