import type { tasksZh } from './tasks.zh';

export const tasksEn: typeof tasksZh = {
  title: 'Most behind',
  who: 'who answers',
  reply: 'replies',
  replies: {
    escalated: '{n} escalated',
    lapsed: '{n} lapsed',
    unacknowledged: '{n} unanswered',
    acknowledged: 'by {date}',
  },
  owed: '{n} owed',
  unnamed: 'unnamed',
  forecast: 'expected {range}',
  forecastOpen: 'expected after {from}',
  few: 'too few to forecast',
  clear: 'No task is behind',
  clearNote: 'The next steps are these',
  next: 'Next steps',
  unconfirmed: 'Too early to judge',
  unconfirmedNote: 'Lead units confirm baselines; next steps are these',
  missing: '{n} to go',
  done: 'done',
  listed: '{name}… ({n})',
};
