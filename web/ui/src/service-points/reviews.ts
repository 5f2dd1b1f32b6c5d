import { together } from '../duties/reach';
import { createWaiting } from '../frame/waiting';
import { readReviewed, type Listed, type Point } from './points';

/** 取消资格核查 of a point that is open, the oldest complaint first. */
export const reviewsOf = ({ office }: Point) => office?.reviews ?? [];

/** The complaint that a disqualification names: the one that has waited longest; empty: none. */
export const complaintOf = (point: Point): string => reviewsOf(point)[0]?.complaint ?? '';

/** Those of all that one may read, each once, the longest first. */
export const readOwnReviews = async (scopes: Parameters<typeof together>[0]): Promise<Listed[]> =>
  (
    await together(
      scopes,
      ({ place, line }) => readReviewed(place, line),
      ({ point }) => point.id,
    )
  ).sort((a, b) => (reviewsOf(a.point)[0]?.on ?? '').localeCompare(reviewsOf(b.point)[0]?.on ?? ''));

/** How many points wait for the bureau's conclusion. */
export const { use: useReviewsWaiting, tell: tellReviewsWaiting } = createWaiting(
  'register',
  async (scopes) => (await readOwnReviews(scopes)).length,
);
