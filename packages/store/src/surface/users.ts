export interface User {
  readonly id: string;
  readonly organisationId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly disabled: boolean;
}

export interface Session {
  readonly user: User;
  /** Real time, epoch ms. */
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
}

/** Sessions are kept by the SHA-256 of their token, which is only in the cookie. Real time, not the organisation's. */
export interface UserStore {
  /** E-mail is unique per installation, compared without case (`EMAIL_TAKEN`). `passwordHash`: the API's text form (argon2id). */
  create(user: {
    readonly organisationId: string;
    readonly email: string;
    readonly name: string;
    readonly roles: readonly string[];
    readonly passwordHash: string;
  }): Promise<string>;
  list(organisationId: string): Promise<readonly User[]>;
  read(id: string): Promise<User>;
  forSignIn(email: string): Promise<{ readonly user: User; readonly passwordHash: string } | null>;
  setPassword(id: string, passwordHash: string): Promise<void>;
  setRoles(id: string, roles: readonly string[]): Promise<void>;
  /** Also ends the user's sessions. */
  setDisabled(id: string, disabled: boolean): Promise<void>;
  openSession(userId: string, token: string, lifetimeMs: number): Promise<void>;
  /** Null when unknown, ended, expired, idle for longer than `idleMs`, or the user is disabled. Notes the visit. */
  session(token: string, idleMs: number): Promise<Session | null>;
  /** Whether the session may still be used; a look, not a visit. */
  sessionStands(token: string, idleMs: number): Promise<boolean>;
  endSession(token: string): Promise<void>;
  endSessions(userId: string): Promise<void>;
}
