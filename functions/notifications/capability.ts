/** The name under which this capability's journal rows stand. */
export const CAPABILITY = 'notifications';
