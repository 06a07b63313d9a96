/**
 * Raised when the login session that a request came by has ended before what it wrote was kept: signed out, the password
 * changed, the account disabled. Nothing of it was written, and the way leads to signing in.
 */
export class LoginEnded extends Error {
  constructor() {
    super('the login session ended before this was written')
    this.name = 'LoginEnded'
  }
}
