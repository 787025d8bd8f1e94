import { createKeyring, type Keyring } from '#lib/platform/keyring';
import type { EncryptionKey } from '#lib/platform/encryption-keys';
import { forgetProcessWide, processWide } from '#lib/platform/singleton';

/** From here on this process encrypts under the first of these keys and reads under all of them, as after a restart. */
export function useKeys(...keys: readonly EncryptionKey[]): Keyring {
  forgetProcessWide('keyring');
  return processWide('keyring', () => createKeyring(keys));
}
