import type { photosZh } from './words.zh';

export const photosEn: typeof photosZh = {
  since: 'Photo of {date}',
  none: 'No photo yet',
  gone: 'The photo cannot be read now',
  choose: 'Upload a photo',
  replace: 'Replace the photo',
  take: 'Take a photo',
  remove: 'Remove the photo',
  note: 'JPEG, PNG or WebP, at most 10 MB. It is drawn anew; where it was taken is not kept.',
  preparing: 'Making the photo smaller',
  sending: 'Uploading {percent}%',
  drawing: 'Sent, being drawn anew',
  cancel: 'Cancel the upload',
  cancelled: 'The upload was cancelled',
  shown: 'The photo is shown',
  removed: 'The photo was removed',
  removing: 'Remove the photo: {name}',
  removeNote: 'The public sees it no more, and a day later its file is removed too. Another one may be uploaded later.',
  keep: 'Keep it',
  tooLarge: 'A photo may have 10 MB: make it smaller and send it again',
  unreadable: 'The browser cannot open this photo: use a JPEG, PNG or WebP picture',
};
