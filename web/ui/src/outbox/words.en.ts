import type { Shape } from '../languages/zh';
import type { outboxZh } from './words.zh';

export const outboxEn: Shape<typeof outboxZh> = {
  offline: 'Offline · {n} to send ({photos} photos)',
  offlineNone: 'Offline · go on as usual',
  sending: 'Sending · {n} left ({photos} photos)',
  silent: 'No answer · {n} to send ({photos} photos)',
  signedOut: 'Sign in again · {n} to send ({photos} photos)',
  other: 'Somebody else has {n} to send on this device ({photos} photos)',
  refused: '{n} not accepted',
  done: 'All received',
  locked: 'Locked · {n} to send ({photos} photos)',
  sent: '{sent} of {all} sent',
  signIn: 'Sign in',
  note: {
    offline: 'Kept on this device, sent when there is a network',
    silent: 'Kept on this device, tried again by itself',
    sending: 'Please leave this page open',
    signedOut: 'Kept on this device, sent once you have signed in',
    other: 'Sent once they sign in here',
    refused: 'Mend it and send it again, or give it up',
    done: '',
    locked: 'Kept encrypted on this device, sent once you unlock it',
  },
  again: 'Send again',
  discard: 'Give up',
  discardTitle: 'Give this up',
  discardNote: '“{label}” is not sent, and cannot be brought back.',
  keep: 'Keep it',
  notKept:
    'The browser lets this page keep nothing (a private window, say), so it is lost without a network. Use an ordinary window.',
  full: {
    entries: '{most} wait to be sent and there is no room for more: send them first, then go on',
    bytes: '{most} MB wait to be sent and there is no room for more: send them first, then take more photos',
    device: 'The phone is full and this was not kept: make room and try again',
  },
  leaveTitle: '{n} not sent yet',
  leaveNote: 'They stay on this device and go on when you sign in here again. Better to send them before you leave.',
  leave: 'Sign out all the same',
  stay: 'Stay',
  photo: {
    waiting: 'To send',
    sending: 'Sending {percent} %',
    received: 'Received',
    failed: 'Failed, tap to send again',
  },
};
