/** What a kind's own part of the page is given. In a file of its own: the kinds' pages need it, and the table of kinds needs their pages. */
export interface DutyProps {
  cycle: string;
  unit: string;
  duty: string;
}
