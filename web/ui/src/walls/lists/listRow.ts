import type { Status } from '../frame';

/** One row of a list panel. */
export interface ListRow {
  key: string;
  /** Left out where there is nothing to judge. */
  status?: Status;
  /** Short name of where it is. */
  place?: string;
  name: string;
  lang: 'zh-CN' | 'en';
  /** At the right: a date or a span. */
  when: string;
  red?: boolean;
  /** Who answers for it. */
  who?: string;
  /** Where it leads; nowhere: it is only said. */
  to?: string;
  /** Whole, for a pointer and a reader. */
  title: string;
}
