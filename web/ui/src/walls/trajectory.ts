import type { Stage } from './frame';

/** Items that stand by the end of a day, cumulative. */
export interface TrajectoryPoint {
  on: string;
  items: number;
}

/**
 * Key `trajectory/{line}`: the stage of the step that the line shows. Each series rises, holds its value until its next point,
 * and has at most 120 points. `reached` is clipped to what is owed, so at today plan − reached is what is lacking.
 */
export interface Trajectory {
  line: string;
  stage: Stage;
  /** What was there before the first point of a series began. */
  from: string;
  /** The last day worth drawing: of the plan or of the forecast. */
  to: string;
  plan: TrajectoryPoint[];
  reached: TrajectoryPoint[];
  accepted: TrajectoryPoint[];
}
