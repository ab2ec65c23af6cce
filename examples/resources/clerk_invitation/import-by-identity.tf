import {
  to = clerk_invitation.annie
  identity = {
    id = "inv_3sdMgT0RWoIcyPk1jDRmQ8yXzLb"
  }
}
