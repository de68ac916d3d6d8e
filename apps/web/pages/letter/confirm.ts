import { ask, Refusal } from '../../base/api.ts';

/** Whether signing asks for the password: where the service knows how to confirm it. */
export const asksPassword = Object.hasOwn(__ADDRESSES__, 'confirmPassword');

/** Confirms that it is still the same person at the desk; a refusal says why not. */
export async function confirmPassword(password: string): Promise<Refusal | null> {
  try {
    await (ask as (name: string, asked: { body: { password: string } }) => Promise<unknown>)('confirmPassword', { body: { password } });
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
