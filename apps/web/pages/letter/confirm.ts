import { ask, Refusal } from '../../base/api.ts';

/** Confirms that it is still the same person at the desk; a refusal says why not. */
export async function confirmPassword(password: string): Promise<Refusal | null> {
  try {
    await ask('confirmPassword', { body: { password } });
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
