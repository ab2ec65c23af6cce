import {
  to = clerk_invitation.annie
  id = "inv_3sdMgT0RWoIcyPk1jDRmQ8yXzLb"
}
