/** For how many days it is known who did what. What was done is known for longer. */
export const logDays = 180;
