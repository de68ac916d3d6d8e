import type { DocumentReference } from '#libs/domain/letter/letter';
import type { Exemptible } from '#libs/domain/exemption/exemption';

interface ExemptionView {
  kind: 'noTask' | 'waived';
  reason: string;
  by: string;
  at: string;
  document: DocumentReference | null;
}

/** Why nothing is owed, with the name of who said so; null where it is owed. */
export function exemptionOf({ exemption }: Pick<Exemptible, 'exemption'>, name: (id: string) => string): ExemptionView | null {
  if (!exemption) return null;
  const { kind, reason, by, at } = exemption;
  return { kind, reason, by: name(by), at, document: exemption.kind === 'waived' ? exemption.document : null };
}
