import type { volunteeringPlanZh } from './volunteering.zh';

export const volunteeringPlanEn: Record<keyof typeof volunteeringPlanZh, string> = {
  volunteeringLines: 'Lines of volunteer teams',
  volunteeringKinds: 'Kind of activity',
  volunteeringKindsName: 'Name of a kind of activity',
  volunteeringKindsEnglishName: 'English name of a kind of activity',
  volunteeringKindsLines: 'Lines of a kind of activity',
  volunteeringKindsNeedsResident: 'Activity needs a resident',
  volunteeringKindsForm: 'Form of a kind of activity',
  volunteeringCrafts: 'Craft',
  volunteeringCraftsName: 'Name of a craft',
  volunteeringCraftsEnglishName: 'English name of a craft',
  volunteeringCraftsStandard: 'How many of a craft',
  volunteeringCraftsLines: 'Lines of a craft',
  volunteeringMostHours: 'Longest activity (hours)',
  volunteeringMostDaysLate: 'Logged within (days)',
  volunteeringReviewDays: 'Review (working days)',
  volunteeringSilentDays: 'Silent after (days)',
  volunteeringAllowanceFenPerStreet: 'Allowance a street and month (yuan)',
  volunteeringAllowanceFenPerVolunteer: 'Average allowance a volunteer and month (yuan)',
  volunteeringAllowanceSince: 'Allowance since',
};
