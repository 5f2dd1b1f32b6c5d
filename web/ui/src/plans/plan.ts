import { read } from '../http/request';

export interface Plan {
  number: string;
  title: string;
  version: number;
}

export const readPlan = () => read<Plan>('/api/v1/plan');
