print("redian")
