import type { Json } from '#base';

/** A passkey (WebAuthn) as a host keeps it: what its holder's authenticator signs with stays there. */
export interface Passkey {
  /** Base64url, as the browser gives it. */
  readonly id: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  /** How often it was used, where the authenticator counts; 0 where it does not. */
  readonly counter: number;
}

/** What is asked of an authenticator: at an origin (`https://talks.example.org`), once, with this challenge (base64url). */
export interface Asking {
  readonly origin: string;
  readonly challenge: string;
}

/** Checks passkeys by the rules of Web Authentication. Options are for the browser, answers from it: untrusted. Who shows a passkey has unlocked it: a finger, a face, a number. */
export interface Passkeys {
  /** What a browser needs to make one. `user.id`: 32 bytes, base64url, the same for the same seat; `known`: those that the seat has. */
  making(asking: Asking, user: { readonly id: string; readonly name: string }, known: readonly string[]): Promise<Json>;
  /** `null` where the answer is not one to that question. */
  made(asking: Asking, answer: unknown): Promise<Passkey | null>;
  showing(asking: Asking): Promise<Json>;
  /** The passkey with its new counter; `null` where the answer is not one to that question, or not by this passkey. */
  shown(asking: Asking, answer: unknown, passkey: Passkey): Promise<Passkey | null>;
}
