import { ownEn } from './own.en';
import { peopleEn } from './people/words.en';
import type { accountsZh } from './words.zh';

export const accountsEn: typeof accountsZh = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  name: 'User name',
  password: 'Password',
  code: 'Six-digit code of your authenticator, or a recovery code',
  displayName: 'Your name, as colleagues know it',
  unreachable: 'The service does not answer; try again in a moment',
  demonstration: 'Demonstration accounts',
  demonstrationNote: 'All data of a rehearsal is simulated; choose who you want to be.',
  enterAs: 'Enter as {who}',
  invitation: 'Set your password',
  invitationNote: 'Set your own password. The link works once.',
  invitationSet: 'Set the password',
  invitationDone: 'The password is set. Your user name is {name}.',
  invitationBare: 'The link is not whole: copy all of it from the message and open it again.',
  someone: 'somebody of the staff',
  deleted: 'a deleted account',
  first: 'Open the first account',
  firstNote: 'It belongs to the programme office: plan, acceptance and all other accounts. The link works once.',
  firstOpen: 'Open the account',
  firstDone: 'The account is open; sign in.',
  passwordNote: 'At least 8 characters, longer rather than stranger; no common password and not your own name.',
  people: peopleEn,
  passkey: 'Sign in with a passkey',
  passkeyDeclined: 'Not done: you cancelled it, or this device has no passkey for this site.',
  external: 'Sign in by {name}',
  externalFailed: 'The other sign-in was not finished; try again, or use the password.',
  own: ownEn,
};
