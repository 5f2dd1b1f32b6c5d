import type { ActivityItem, ActivityShown } from '../../http/api';

/** A record that waits for its review; `shown` null: its words and overlaps are not read yet, or could not be. */
export interface Waiting {
  item: ActivityItem;
  shown: ActivityShown | null;
}

/** What a reviewer is to look at before it passes; none of it keeps anybody from passing it. */
export type Doubt = 'overlap' | 'content' | 'nothing' | 'unread';

/** Of records that a resident rated so somebody asks what was the matter. */
const bad = ['dissatisfied', 'veryDissatisfied'];

export function doubtsOf({ item: { activity }, shown }: Waiting): Doubt[] {
  const { log, attachments } = activity;
  const doubts: [Doubt, boolean][] = [
    ['unread', shown === null],
    ['overlap', (shown?.overlaps.length ?? 0) > 0],
    ['content', bad.includes(log.rating ?? '')],
    ['nothing', attachments.length === 0 && !log.signature],
  ];
  return doubts.filter(([, is]) => is).map(([doubt]) => doubt);
}

/** Complete, and nothing about it asks for a look: chosen before anybody chooses. */
export const isPlain = (waiting: Waiting): boolean => doubtsOf(waiting).length === 0;

export const minutesOf = ({ activity }: ActivityItem): number =>
  activity.log.people.reduce((sum, { minutes }) => sum + minutes, 0);
