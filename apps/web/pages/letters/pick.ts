import { may } from '#libs/domain/may';
import type { HeldPost } from '#libs/domain/may';
import { registerSigning } from '#libs/domain/letter/on-paper';
import { remindingCommands } from '#libs/domain/reminding/rules';
import type { Row } from './signing.ts';

const placeOf = ({ unit, under }: Pick<Row, 'unit' | 'under'>, root: string): Parameters<typeof may>[2] => ({ unit, superior: under, root });

/** Whether a person may remind a unit, or put a call on record: by the table the server decides by. */
export const mayRemind = (row: Pick<Row, 'unit' | 'under'>, held: readonly HeldPost[], root: string): boolean => may(remindingCommands.remindDuty.who, held, placeOf(row, root)).length > 0;
/** Whether a person may register what a unit signed on paper. */
export const mayRegister = (row: Pick<Row, 'unit' | 'under'>, held: readonly HeldPost[], root: string): boolean => may(registerSigning.who, held, placeOf(row, root)).length > 0;
