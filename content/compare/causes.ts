/** Other things than people that kill and hurt, by the beginnings of the words for them, without accents. */
const others =
  /^(?:acciden|crash|collision|choque|volcadur|despist|earthquake|terremot|sismo|tsunami|flood|inundaci|landslide|mudslide|huaic|huayc|deslizamient|hurricane|huracan|tornado|storm|tormenta|covid|coronavirus|pandemi|epidemi|dengue|cholera|colera$|malaria|influenza|gripe|cancer|disease|enfermedad|infection|drown|ahogad|shipwreck|naufragi|heatwave|frostbite|friaje|poison|intoxic|envenen|suicid|overdose|sobredosis)/;

/** Whether a word names something, such as an accident or an illness, that nobody did to the people it befell. */
export function isOtherCause(token: string): boolean {
  return others.test(token);
}
